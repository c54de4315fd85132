using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>The host of a load: shows runs while they last, besides all that a host of jobs does.</summary>
internal interface ILoadHost : IRunHost
{
    /// <summary>True where <see cref="FollowAsync"/> reads <see cref="LoadRun.Results"/>.</summary>
    bool ReadsResults { get; }

    /// <summary>Shows a run's progress once a second; null where <see cref="FollowAsync"/> does.</summary>
    IRunObserver? ProgressOf(RunPlan plan);

    /// <summary>Asks a question that has no usual answer.</summary>
    /// <returns>Null where the host cannot prompt.</returns>
    Task<bool?> AskAsync(string title, string question);

    /// <summary>Shows the dashboard's address, which alone suffices to change the load and stop the run.</summary>
    void ShowDashboard(Uri address);

    /// <summary>Follows a run until it has ended; never faults.</summary>
    Task FollowAsync(LiveLoad live);
}
