namespace EdFi.BatchPerf.Simulator.Specification;

/// <summary>A query field of a resource, and whether it is flagged as part of the identity.</summary>
internal sealed record ApiParameter(string Name, bool IsIdentity);
