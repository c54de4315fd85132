namespace EdFi.BatchPerf.Jobs.Studies;

/// <summary>Outcome of a study, with its findings also where it ended before its time.</summary>
/// <param name="Found">The findings until the end; null where the operator did not confirm.</param>
/// <param name="Problem">Why the study ended early, or why its file could not be written; null for none.</param>
/// <param name="FailedRun">The run that ended with <paramref name="Problem"/>; null for none.</param>
internal sealed record StudyOutcome<T>(T? Found, BatchPerfException? Problem = null, BatchRun? FailedRun = null)
    where T : class;
