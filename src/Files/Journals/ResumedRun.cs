using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Contention;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>Rest of a run that was killed or stopped: the same run under the same id, for the rest of its time.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="Plan">Plan of the rest.</param>
/// <param name="Content">The journal.</param>
internal sealed record ResumedRun(RunId Id, RunPlan Plan, JournalContent Content)
{
    /// <summary>Works out the rest of the run.</summary>
    /// <exception cref="BatchPerfException">JournalComplete: nothing; ResumeRefused; those of <see cref="JournalContent.Read"/>,
    /// <see cref="RunPlan.Validate"/> and <see cref="JournalHeader.Draft()"/>.</exception>
    public static ResumedRun Read(string path)
    {
        var content = JournalContent.Read(path, JournalUse.Progress);
        if (content.ChangedOthers)
        {
            throw new BatchPerfException(
                "ResumeRefused",
                ProblemKind.InvalidInput,
                $"The run {content.Header.RunId} cannot go on, because a create of it changed a document that it had not created: it "
                    + "could change more of them.",
                "Find out why its natural keys are those of documents on the server (the run's output names one), and begin another "
                    + "run with other scenarios.");
        }

        var plan = content.Header.Draft();
        plan.Validate();
        var rest = Rest(plan, content);
        return rest is not null && content.Ended is not (StopReason.Duration or StopReason.BatchCount)
            ? new ResumedRun(RunId.Parse(content.Header.RunId), rest, content)
            : throw new BatchPerfException(
                "JournalComplete",
                ProblemKind.InvalidInput,
                $"The run {content.Header.RunId} came to its planned end: nothing of it remains to be done.",
                $"Begin another run without {new OptionKey("Resume")}; {new OptionKey("Leftover")} tells what this one left.");
    }

    /// <summary>A copy whose scenarios were checked against the server.</summary>
    /// <exception cref="BatchPerfException">As <see cref="JournalContent.VerifyAsync"/> and
    /// <see cref="JournalHeader.Compile"/>.</exception>
    public async Task<ResumedRun> VerifyAsync(ApiConnection connection, CancellationToken cancellationToken)
    {
        await Content.VerifyAsync(connection, cancellationToken);
        return this with { Plan = Plan with { Scenarios = Content.Header.Compile().Scenarios } };
    }

    /// <summary>
    /// True where the run's batches update shared parents, which have to be read again first: a journal is no source for what is written to
    /// a server.
    /// </summary>
    public bool NeedsParents => Plan.Contention.HasFlag(ContentionKind.SharedParents);

    /// <summary>A copy with the shared parents as they are now.</summary>
    /// <param name="parents">From <see cref="SharedParents.ReadAsync"/>.</param>
    /// <exception cref="BatchPerfException">Those of <see cref="JournalHeader.Compile"/>.</exception>
    public ResumedRun With(IReadOnlyList<BatchOperation> parents) =>
        this with { Plan = Plan with { Scenarios = Content.Header.CompileWith(parents).Scenarios } };

    private static RunPlan? Rest(RunPlan plan, JournalContent content)
    {
        var elapsed = content.Elapsed;
        var warmUp = elapsed < plan.WarmUp ? plan.WarmUp - elapsed : TimeSpan.Zero;
        var rest = plan with
        {
            WarmUp = warmUp,
            Duration = plan.Duration + plan.WarmUp - elapsed - warmUp,
            BatchCount = plan.OwnBatches - content.Begun is { } batches ? WholeOf(plan.Segment, batches) : null,
            Stages = RestOf(plan.Stages, elapsed),
        };
        return rest.Duration <= TimeSpan.Zero || rest.BatchCount <= 0 || (plan.Stages.Count > 0 && rest.Stages.Count == 0) ? null : rest;
    }

    /// <summary>Batches of a whole plan of which a share has so many; 0 or less where nothing remains of the share.</summary>
    private static long WholeOf(Segment segment, long own) => own <= 0 ? own : segment.NumberOf(own - 1) + 1;

    /// <summary>The stages from a moment on, beginning with a steep one that leads to the load of that moment.</summary>
    private static List<Stage> RestOf(IReadOnlyList<Stage> stages, TimeSpan elapsed)
    {
        var rest = new List<Stage>();
        var (from, level) = (TimeSpan.Zero, 0.0);
        foreach (var stage in stages)
        {
            var end = from + stage.Duration;
            if (end > elapsed)
            {
                if (rest.Count == 0)
                {
                    var passed = elapsed > from ? (elapsed - from) / stage.Duration : 0;
                    rest.Add(new Stage(TimeSpan.FromMilliseconds(1), level + ((stage.Target - level) * passed)));
                }

                rest.Add(stage with { Duration = end - (elapsed > from ? elapsed : from) });
            }

            (from, level) = (end, stage.Target);
        }

        return rest;
    }
}
