namespace EdFi.BatchPerf.Execution;

/// <summary>Decides when clients send: by themselves (closed), or when arrivals are due (open).</summary>
internal interface ILoadModel
{
    /// <summary>Clients at work.</summary>
    int Clients { get; }

    /// <summary>Sends until the plan or <see cref="RunContext.Stopping"/> ends it, and returns when every client is idle.</summary>
    Task RunAsync();

    /// <summary>Goes on with another number of clients, or another arrival rate.</summary>
    void ChangeLoad(double target);
}
