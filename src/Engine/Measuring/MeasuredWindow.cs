namespace EdFi.BatchPerf.Measuring;

/// <summary>The measured part of a run: what completed in it, divided by its length, is the throughput.</summary>
/// <param name="Start">When it began.</param>
/// <param name="Duration">How long it was; several runs one after the other have less of it than lies between their ends.</param>
internal sealed record MeasuredWindow(DateTimeOffset Start, TimeSpan Duration);
