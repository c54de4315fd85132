namespace EdFi.BatchPerf.Measuring;

/// <summary>The measured part of a run: the number of completions in it, divided by its length, is the throughput.</summary>
/// <param name="Start">Start of the window.</param>
/// <param name="Duration">Length of the window; for several runs one after the other, less than the time between their ends.</param>
internal sealed record MeasuredWindow(DateTimeOffset Start, TimeSpan Duration);
