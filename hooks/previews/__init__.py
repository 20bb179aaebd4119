"""The picture that a link to a page shows in Teams, LinkedIn, WhatsApp and the like."""
