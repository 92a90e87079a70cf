"""What an account needs besides its settings: its secret, asked for when it is needed."""

from assistant.accounts.secrets import password_of

__all__ = ["password_of"]
