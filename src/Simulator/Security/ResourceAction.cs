namespace EdFi.BatchPerf.Simulator.Security;

/// <summary>Action that a claim can allow.</summary>
internal enum ResourceAction
{
    Create,
    Read,
    Update,
    Delete,
}
