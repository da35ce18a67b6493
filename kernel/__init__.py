"""The Jupyter kernel, thin: it turns messages into calls of `botmail.app`, and values into outputs."""
