namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>A load that browsers watch and steer: one run, or that of several machines. Callable from any thread.</summary>
internal interface IShownLoad
{
    /// <summary>Summary of the load's plan.</summary>
    RunPlanSummary Plan { get; }

    /// <summary>Why it ended; None while it goes on.</summary>
    StopReason StopReason { get; }

    /// <summary>The greatest target of <see cref="ChangeLoad"/>; null where the load cannot be changed while it lasts.</summary>
    double? MostLoad { get; }

    /// <summary>The load as it stands.</summary>
    /// <param name="whole">True for all figures as they are now; else those that are dear may be some seconds old.</param>
    RunDocument Look(bool whole);

    /// <summary>Changes the number of clients, or the arrival rate of an open loop in batches per second.</summary>
    /// <param name="target">0 to <see cref="MostLoad"/>.</param>
    void ChangeLoad(double target);

    /// <summary>Ends it gracefully.</summary>
    void Stop();
}
