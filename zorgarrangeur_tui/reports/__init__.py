"""Documents and files that leave the app: values in, bytes out."""
