namespace EdFi.BatchPerf.Running;

/// <summary>
/// Chooses the batches of a run that are traced: a given share of all, the same ones for the same seed, client and number. Nothing is
/// shared between clients, and nothing is allocated.
/// </summary>
/// <param name="share">The share of batches, above 0 to 1.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class TraceSampler(double share, int seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private readonly ulong _below = share >= 1 ? ulong.MaxValue : (ulong)(share * ulong.MaxValue);

    /// <summary>True for a batch that is traced.</summary>
    /// <param name="client">Number of the client.</param>
    /// <param name="sequence">The client's number of the batch.</param>
    public bool Holds(int client, long sequence) =>
        Mixed(Mixed(((ulong)(uint)seed << 32) | (uint)client) + ((ulong)sequence * Step)) <= _below;

    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood 2014; https://prng.di.unimi.it/splitmix64.c).</summary>
    private static ulong Mixed(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
