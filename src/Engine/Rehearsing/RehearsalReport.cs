namespace EdFi.BatchPerf.Rehearsing;

/// <summary>Result of a rehearsal.</summary>
/// <param name="Batches">Batches that the stand-in answered.</param>
/// <param name="Refused">Those of them whose answers were not as expected: the code of the usual way may not be ready.</param>
/// <param name="Methods">Methods that were compiled meanwhile.</param>
/// <param name="Took">Time that it took.</param>
public sealed record RehearsalReport(long Batches, long Refused, long Methods, TimeSpan Took);
