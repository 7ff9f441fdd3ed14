"""What happened: leads, projects, milestones, arrivals, evidence and the credit ledger."""
