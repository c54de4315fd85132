namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>A file of a machine.</summary>
/// <param name="Kind">The kind of its content.</param>
/// <param name="Path">Where it lies on the machine; null where it is held in memory.</param>
/// <param name="Length">Its length in bytes.</param>
internal sealed record MemberFile(MemberFileKind Kind, string? Path, long Length);
