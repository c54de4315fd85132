namespace EdFi.BatchPerf.Unit.Architecture.Ring.First;

/// <summary>A type without a line of code of its own.</summary>
internal enum Side
{
    Left,
    Right,
}
