using System.Buffers;
using System.Text;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>
/// First line of a journal: everything that is needed to make the run's natural keys again and to go on with the run. Holds no secret.
/// </summary>
internal sealed record JournalHeader
{
    /// <summary>Version of the format that this program writes.</summary>
    public const int CurrentVersion = 3;

    /// <summary>The form before ids were kept: lines with checksums.</summary>
    public const int WithoutIds = 2;

    /// <summary>The form of version 0.1: lines without checksums.</summary>
    public const int Unchecked = 1;

    /// <summary>Version of the journal's form.</summary>
    public int Journal { get; init; } = CurrentVersion;

    /// <summary>The run's id, with which its natural keys begin.</summary>
    public required string RunId { get; init; }

    /// <summary>Time at which the run began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The server's base URL.</summary>
    public required string Server { get; init; }

    /// <summary>Plan of the run; its scenarios are in <see cref="Scenarios"/>.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>Scenarios of the run.</summary>
    public required IReadOnlyList<JournalScenario> Scenarios { get; init; }

    /// <summary>Full paths of the templates that scenarios came from besides the built-in ones.</summary>
    public IReadOnlyList<string> ScenarioPaths { get; init; } = [];

    /// <summary>Seed, triples in a batch, fixtures, descriptors.</summary>
    public required ScenarioOptions Options { get; init; }

    /// <summary>
    /// The natural keys that the first turn of the first client would have: templates that have changed since give others.
    /// </summary>
    public required string Sample { get; init; }

    /// <summary>Describes a run that is about to begin.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="server">The server's base URL.</param>
    /// <param name="plan">Plan of the run.</param>
    /// <param name="options">Options with which its scenarios were compiled.</param>
    /// <param name="scenarioPaths">Full paths of templates.</param>
    public static JournalHeader Of(RunId id, Uri server, RunPlan plan, ScenarioOptions options, IEnumerable<string> scenarioPaths)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(plan);
        return new JournalHeader
        {
            RunId = id.ToString(),
            StartedAt = DateTimeOffset.UtcNow,
            Server = server.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped),
            Plan = plan,
            Scenarios = [.. plan.Scenarios.Select(static s => new JournalScenario(s.Scenario.Name, s.Weight))],
            ScenarioPaths = [.. scenarioPaths],
            Options = options,
            Sample = SampleOf(id, plan.Scenarios),
        };
    }

    /// <summary>
    /// Returns a note where a connection's address differs from that of the run's server, which may be the same server by another name;
    /// null where they are equal.
    /// </summary>
    public string? OtherServer(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return string.Equals(Server.TrimEnd('/'), server.ToString().TrimEnd('/'), StringComparison.OrdinalIgnoreCase) ? null
            : $"The journal's run loaded {Server}, and this connection leads to {server}.";
    }

    /// <summary>Its scenarios, held against a server; null until <see cref="JournalContent.VerifyAsync"/>.</summary>
    internal ScenarioCatalog? Verified { get; init; }

    /// <summary>
    /// The plan with its scenarios compiled again, without updates of shared parents: for their natural keys. Scenarios whose resources are
    /// not built in must have been held against the server.
    /// </summary>
    /// <exception cref="BatchPerfException">
    /// ScenarioNotVerified: without <see cref="JournalContent.VerifyAsync"/>; JournalScenariosChanged; those of
    /// <see cref="ScenarioCatalog.Load"/> and <see cref="ScenarioFactory.Create"/>.
    /// </exception>
    public RunPlan Compile() => CompileWith([]);

    /// <summary>A copy with updates of the shared parents.</summary>
    /// <param name="parents">Updates of the shared parents as they are now.</param>
    /// <exception cref="BatchPerfException">Those of <see cref="Compile"/>.</exception>
    public RunPlan CompileWith(IReadOnlyList<BatchOperation> parents)
    {
        var plan = Draft(parents);
        plan.RequireVerified();
        return plan;
    }

    /// <summary>
    /// The plan with its scenarios compiled again, some of which may not be sent before they were held against the server.
    /// </summary>
    /// <exception cref="BatchPerfException">JournalScenariosChanged; those of <see cref="ScenarioCatalog.Load"/> and
    /// <see cref="ScenarioFactory.Create"/>.</exception>
    public RunPlan Draft() => Draft([]);

    private RunPlan Draft(IReadOnlyList<BatchOperation> parents)
    {
        var options = Options.Contention is { } contention ? Options with { Contention = contention with { Parents = parents } } : Options;
        var catalog = Verified ?? Catalog();
        var scenarios = new ScenarioFactory(catalog).Create(Scenarios.Select(static s => s.Name), options);
        IReadOnlyList<ScenarioShare> shares = [.. scenarios.Select((scenario, i) => new ScenarioShare(scenario, Scenarios[i].Weight))];
        return string.Equals(SampleOf(BatchPerf.RunId.Parse(RunId), shares), Sample, StringComparison.Ordinal)
            ? Plan with { Scenarios = shares }
            : throw new BatchPerfException(
                "JournalScenariosChanged",
                ProblemKind.InvalidInput,
                "The scenarios have changed since the journal's run: they now produce different natural keys.",
                "Use the version of the templates that the run used: "
                    + $"{(ScenarioPaths.Count == 0
                        ? "its scenarios are built in, so use the same version of this program"
                        : string.Join(", ", ScenarioPaths))}.");
    }

    /// <summary>
    /// The fixtures of templates that its scenarios stand on; to be made only after <see cref="JournalContent.VerifyAsync"/>.
    /// </summary>
    /// <exception cref="BatchPerfException">Those of <see cref="ScenarioCatalog.Load"/>.</exception>
    public ScenarioFixtures Fixtures() => (Verified ?? Catalog()).FixturesOf(Scenarios.Select(static s => s.Name));

    internal ScenarioCatalog Catalog() => ScenarioCatalog.Load(ScenarioPaths);

    private static string SampleOf(RunId id, IReadOnlyList<ScenarioShare> shares)
    {
        var text = new ArrayBufferWriter<byte>();
        foreach (var scenario in shares.Select(static s => s.Scenario))
        {
            scenario.WriteNaturalKey(text, new BatchKey(id, 0, 1), 0, 0);
            scenario.Reused?.WriteNaturalKey(text, id, 0, 0);
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
