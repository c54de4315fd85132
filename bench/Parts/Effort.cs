namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>How long it may take.</summary>
/// <param name="Rounds">How often everybody has a turn.</param>
/// <param name="Window">How long each is looked at.</param>
/// <param name="Quick">True for a look that takes minutes and proves little.</param>
internal sealed record Effort(int Rounds, TimeSpan Window, bool Quick)
{
    public static Effort Full { get; } = new(3, TimeSpan.FromSeconds(8), Quick: false);

    public static Effort Short { get; } = new(1, TimeSpan.FromSeconds(3), Quick: true);
}
