"""Other people's tables: read, judged column by column, and made into a plan or into changes of one."""
