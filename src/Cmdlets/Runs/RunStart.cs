using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>A run that is about to begin, or to go on, and the journal that it keeps.</summary>
internal sealed class RunStart
{
    private readonly ScenarioOptions? _options;
    private readonly IReadOnlyList<string> _scenarioPaths = [];
    private readonly ResumedRun? _resumed;

    /// <summary>A new run.</summary>
    public RunStart(RunPlan plan, ScenarioOptions options, IReadOnlyList<string> scenarioPaths)
    {
        Plan = plan;
        Id = RunId.New();
        _options = options;
        _scenarioPaths = scenarioPaths;
    }

    /// <summary>The rest of a run.</summary>
    public RunStart(ResumedRun resumed)
    {
        Plan = resumed.Plan;
        Id = resumed.Id;
        _resumed = resumed;
    }

    public RunPlan Plan { get; }

    public RunId Id { get; }

    /// <summary>The same for another run, which has an id of its own; the rest of a run keeps its id.</summary>
    public RunStart Own() => _resumed is null ? new RunStart(Plan, _options!, _scenarioPaths) : this;

    /// <summary>Opens the journal; null where none is kept.</summary>
    /// <exception cref="BatchPerfException">JournalExists, JournalInUse, JournalNotWritable.</exception>
    public RunJournal? OpenJournal(string? path, Uri server, bool force, OutputClaims claims) =>
        path is null ? null
        : _resumed is not null ? RunJournal.Continue(path, claims)
        : RunJournal.Create(path, JournalHeader.Of(Id, server, Plan, _options!, _scenarioPaths), force, claims);
}
