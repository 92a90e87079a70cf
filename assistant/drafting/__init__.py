"""From the decision to reply to the finished draft: words from templates, form from the RFCs."""

from assistant.drafting.compose import compose
from assistant.drafting.parse import parse_draft
from assistant.drafting.template_check import broken_templates
from assistant.drafting.templates import TemplateFacts, Templates, load_templates, shipped_folder

__all__ = [
    "TemplateFacts",
    "Templates",
    "broken_templates",
    "compose",
    "load_templates",
    "parse_draft",
    "shipped_folder",
]
