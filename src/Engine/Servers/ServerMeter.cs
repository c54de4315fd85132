namespace EdFi.BatchPerf.Servers;

/// <summary>Meter of a run's costs on its server: probes that are read before, once a second during, and after the run.</summary>
public sealed class ServerMeter : IAsyncDisposable
{
    private readonly IReadOnlyList<ProbeWatch> _watches;

    private ServerMeter(IReadOnlyList<ProbeWatch> watches) => _watches = watches;

    /// <summary>Rows by source and figure; empty before there was something to compare.</summary>
    public IReadOnlyList<ServerCost> Costs => [.. _watches.SelectMany(static w => w.Costs)];

    /// <summary>The run over time: by source, interval and figure; at most 1,200 intervals of each source.</summary>
    public IReadOnlyList<ServerSample> Samples => [.. _watches.SelectMany(static w => w.Samples)];

    /// <summary>Notes on the figures, a sentence each.</summary>
    public IReadOnlyList<string> Notes => [.. _watches.SelectMany(static w => w.Notes)];

    /// <summary>Reads all probes for the first time; call it just before the run.</summary>
    /// <param name="probes">They are disposed with the meter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ServerMeter> BeginAsync(IReadOnlyList<IServerProbe> probes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(probes);
        var watches = probes.Select(static probe => new ProbeWatch(probe, TimeProvider.System)).ToList();
        await Task.WhenAll(watches.Select(watch => watch.BeginAsync(cancellationToken)));
        return new ServerMeter(watches);
    }

    /// <summary>Closes the probes' resources.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var watch in _watches)
        {
            try
            {
                await watch.DisposeAsync();
            }
            catch (Exception)
            {
                // A reading that was given up may still be under way; a run has nothing to fear from that.
            }
        }
    }

    /// <summary>Reads all probes for the first time once more, since the run begins later than they were first read.</summary>
    internal Task ReadAgainAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_watches.Select(watch => watch.ReadAgainAsync(cancellationToken)));

    internal void Start(Func<ServerMoment> now, double measuredFrom)
    {
        foreach (var watch in _watches)
        {
            watch.Start(now, measuredFrom);
        }
    }

    internal Task EndAsync(CancellationToken hurry) => Task.WhenAll(_watches.Select(watch => watch.EndAsync(hurry)));
}
