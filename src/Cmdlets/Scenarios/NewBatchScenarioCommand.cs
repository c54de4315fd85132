using System.Collections;
using System.Management.Automation;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Jobs.Scenarios;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>New-BatchScenario: makes scenarios of any resource of a server from the server's metadata.</summary>
[Cmdlet(VerbsCommon.New, "BatchScenario", SupportsShouldProcess = true, DefaultParameterSetName = FromServer)]
[OutputType(typeof(BatchScenarioTemplate))]
public sealed class NewBatchScenarioCommand : BatchCmdlet, IFixtureParameters
{
    private const string FromServer = "Server";
    private const string FromFile = "File";

    /// <summary>The server, from Connect-BatchApi.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = FromServer)]
    [ValidateNotNull]
    public BatchConnection? Connection { get; set; }

    /// <summary>The server's OpenAPI document of resources as a file, JSON or gzip: nothing is sent anywhere.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromFile)]
    [ValidateNotNullOrEmpty]
    public string? OpenApiPath { get; set; }

    /// <summary>The server's OpenAPI document of descriptors as a file, JSON or gzip.</summary>
    [Parameter(ParameterSetName = FromFile)]
    [ValidateNotNullOrEmpty]
    public string? DescriptorPath { get; set; }

    /// <summary>Resources by endpoint segment, with wildcards; all where neither these nor a preset are given.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public string[] Resource { get; set; } = [];

    /// <summary>Every resource, which is what neither -Resource nor -Preset means, too.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>A mix of resources that stands for a kind of load: StateRoster.</summary>
    [Parameter]
    [ValidateSet("StateRoster")]
    public string? Preset { get; set; }

    /// <summary>The folder in which the templates are written.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Content of the documents: required properties only, or also all optional ones that need no further parents.</summary>
    [Parameter]
    public ScenarioDetail Detail { get; set; }

    /// <summary>Source of the parents that make documents the run's own: fresh for each record, or a pool for each client.</summary>
    [Parameter]
    public ScenarioParents Parents { get; set; }

    /// <summary>Makes the fixtures, sends one record of each scenario, and learns from the server's refusals.</summary>
    [Parameter(ParameterSetName = FromServer)]
    public SwitchParameter Verify { get; set; }

    /// <summary>With -Verify: creates what the fixtures stand on, and a descriptor of each type that has none.</summary>
    [Parameter(ParameterSetName = FromServer)]
    public SwitchParameter CreateMissing { get; set; }

    /// <summary>Replaces templates that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The education agency under which everything lies; PERF_LOCAL_EDUCATION_ORGANIZATION_ID or 255901 when not given.</summary>
    [Parameter(ParameterSetName = FromServer)]
    [OptionRange(nameof(LocalEducationAgencyId))]
    [WholeNumberTransformation]
    public long LocalEducationAgencyId { get; set; }

    /// <summary>The school year of session and sections.</summary>
    [Parameter(ParameterSetName = FromServer)]
    [OptionRange(nameof(SchoolYear))]
    [WholeNumberTransformation]
    public int SchoolYear { get; set; }

    /// <summary>Other natural keys of the built-in fixtures by name.</summary>
    [Parameter(ParameterSetName = FromServer)]
    [ArgumentCompleter(typeof(FixtureKeyCompleter))]
    public Hashtable FixtureKey { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Connection is { } connection)
        {
            Check(() => OpenConnection.Of(connection));
        }

        var keys = Check(() => FixtureKeyReader.Read(this));
        var request = Check(() => new ScenarioRequest
        {
            Resources = Resource,
            All = All,
            Preset = Preset,
            Folder = FilePath(Path),
            Force = Force,
            Full = Detail == ScenarioDetail.Full,
            ReuseParents = Parents == ScenarioParents.Pooled,
            Verify = Verify,
            CreateMissing = CreateMissing,
            OpenApiPath = OpenApiPath is null ? null : FilePath(OpenApiPath),
            DescriptorsPath = DescriptorPath is null ? null : FilePath(DescriptorPath),
        });
        var api = Connection is null ? null : ApiConnection.Of(Connection);
        WriteObject(Await(_ => new ScenarioJob(new CmdletJobHost(this)).RunAsync(api, request, keys)), enumerateCollection: true);
    }
}
