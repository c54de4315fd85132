namespace EdFi.BatchPerf.Bench.Attack;

/// <summary>What a local user can do to a dashboard whose address is not known to him.</summary>
internal enum AttackKind
{
    HalfPosts,
    IdleConnections,
    SlowBodies,
    SlowHeads,
    Flood,
}
