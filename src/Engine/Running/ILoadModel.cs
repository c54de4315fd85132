namespace EdFi.BatchPerf.Running;

/// <summary>Decides when clients send: by themselves (closed), or when arrivals are due (open).</summary>
internal interface ILoadModel
{
    /// <summary>Sends until the plan or <see cref="RunStop.Sending"/> ends it, and returns when every client is idle.</summary>
    Task RunAsync();

    /// <summary>Planned time of the first batch of the run's share, in seconds since the start; null where there is none.</summary>
    double? FirstDue { get; }

    /// <summary>The most clients, or arrivals per second, that this machine can be asked for.</summary>
    double Most { get; }

    /// <summary>The clients, or arrivals per second, that are asked for at a moment in seconds since the start.</summary>
    double TargetAt(double seconds);

    /// <summary>Goes on with another number of clients, or another arrival rate; returns the value that took effect.</summary>
    double ChangeLoad(double target);
}
