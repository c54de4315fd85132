namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>Position and length of a key in a <see cref="KeyBuffer"/>.</summary>
internal readonly record struct KeyRange(int Start, int Length);
