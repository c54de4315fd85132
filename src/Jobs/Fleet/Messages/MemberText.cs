namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>Something that a machine has to say.</summary>
/// <param name="Kind">Where it belongs.</param>
/// <param name="Text">The words.</param>
internal sealed record MemberText(MemberTextKind Kind, string Text);
