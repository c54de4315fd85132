namespace EdFi.BatchPerf.Jobs.Studies;

/// <summary>A run of a study, with its place among the others.</summary>
/// <param name="What">The run in words.</param>
/// <param name="Before">Runs that have ended.</param>
/// <param name="Planned">Runs in all; null where that is not known.</param>
internal sealed record StudyStep(string What, int Before, int? Planned);
