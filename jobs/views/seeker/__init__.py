"""What a job seeker does with vacancies and searches."""
