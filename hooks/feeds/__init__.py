"""What readers subscribe to: Atom feeds and iCalendar files. What is offered (outline, schedule, subscriptions) knows
only the catalogue; what writes it knows the pages too."""
