"""The language server: findings, remedies, meanings and names of a plan in any editor of text.

pygls and lsprotocol come with the extra ``lsp`` and are imported in this room alone.
"""
