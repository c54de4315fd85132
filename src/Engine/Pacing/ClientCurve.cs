namespace EdFi.BatchPerf.Pacing;

/// <summary>Number of clients of a closed-loop run over time. Pure.</summary>
internal sealed class ClientCurve
{
    private readonly LoadCurve? _stages;
    private readonly int _clients;
    private readonly double _perSecond;

    /// <summary>The first client at once, then so many a second up to the count.</summary>
    public ClientCurve(int clients, double perSecond)
    {
        _clients = clients;
        _perSecond = perSecond;
    }

    public ClientCurve(IReadOnlyList<Stage> stages)
    {
        _stages = LoadCurve.Through(stages);
        _clients = (int)Math.Ceiling(_stages.Peak);
    }

    /// <summary>The most clients at any moment.</summary>
    public int Peak => _clients;

    /// <summary>Time at which the last client has been spawned, in seconds; zero for stages, whose ramps are part of the profile.</summary>
    public double RampSeconds => _stages is null ? (_clients - 1) / _perSecond : 0;

    /// <summary>Returns the time at which there are so many clients for the first time, in seconds; null where there never are.</summary>
    /// <param name="clients">1 or more.</param>
    public double? WhenReached(int clients) =>
        _stages is not null ? _stages.WhenAbove(clients - 1)
        : clients <= _clients ? (clients - 1) / _perSecond
        : null;

    public int At(double seconds) => _stages is null
        ? (int)Math.Min(_clients, Math.Floor((seconds * _perSecond) + 1e-9) + 1)
        : (int)Math.Ceiling(_stages.At(seconds) - 1e-9);
}
