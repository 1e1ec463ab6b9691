"""Best practices: what one country does, written so that another can use it.

A practice is drafted by a delegate, submitted, and cleared by the head of delegation; then the
group reads and discusses it. The secretariat registers others from public sources: those were
neither submitted nor reviewed, and they say so.
"""
