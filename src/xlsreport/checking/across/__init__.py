"""What shows only when all departments lie side by side: shared texts, copied tables, figures far from all others."""
