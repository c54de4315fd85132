namespace EdFi.BatchPerf.Simulator.Security;

/// <summary>What a claim can allow.</summary>
internal enum ResourceAction
{
    Create,
    Read,
    Update,
    Delete,
}
