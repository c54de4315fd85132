namespace EdFi.BatchPerf.Rehearsing;

/// <summary>What a rehearsal came to.</summary>
/// <param name="Batches">Batches that the stand-in answered.</param>
/// <param name="Refused">Those of them whose answers were not as expected: the code of the usual way may not be ready.</param>
/// <param name="Methods">Methods that were compiled meanwhile.</param>
/// <param name="Took">How long it lasted.</param>
public sealed record RehearsalReport(long Batches, long Refused, long Methods, TimeSpan Took);
