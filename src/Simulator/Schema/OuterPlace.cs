namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>A place that others lie in.</summary>
internal sealed record OuterPlace(FieldPlace Place);
