namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>Where a key lies in a <see cref="KeyBuffer"/>.</summary>
internal readonly record struct KeyRange(int Start, int Length);
