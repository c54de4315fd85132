using System.Collections;
using System.Management.Automation;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Preparing;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Initialize-BatchFixtures: creates or finds the shared parents of the load; a second call finds everything.</summary>
[Cmdlet(VerbsData.Initialize, "BatchFixtures", SupportsShouldProcess = true)]
[Alias("Initialize-BatchFixture")]
[OutputType(typeof(BatchFixture))]
public sealed class InitializeBatchFixturesCommand : ConnectedCmdlet, IFixtureParameters
{
    /// <summary>Creates missing descriptors, the school year and the agency too, as far as the claim set allows.</summary>
    [Parameter]
    public SwitchParameter CreateMissing { get; set; }

    /// <summary>The education agency under which everything lies; PERF_LOCAL_EDUCATION_ORGANIZATION_ID or 255901 when not given.</summary>
    [Parameter]
    [OptionRange(nameof(LocalEducationAgencyId))]
    [WholeNumberTransformation]
    public long LocalEducationAgencyId { get; set; }

    /// <summary>The school year of session and sections.</summary>
    [Parameter]
    [OptionRange(nameof(SchoolYear))]
    [WholeNumberTransformation]
    public int SchoolYear { get; set; }

    /// <summary>Other natural keys of the fixtures by name, for example @{ SchoolId = 255901044; ClassPeriodName = '02' }.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FixtureKeyCompleter))]
    public Hashtable FixtureKey { get; set; } = [];

    /// <summary>Templates, JSON files or folders of them, whose fixtures are made, too.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ScenarioPath { get; set; } = [];

    /// <summary>Only the fixtures that these scenarios stand on; all fixtures of the templates when not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScenarioCompleter))]
    public string[] Scenario { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RequireOpen();
        var keys = Check(() => FixtureKeyReader.Read(this));
        var catalog = Check(() => ScenarioCatalog.Load(ScenarioPath.Select(FilePath), StopToken));
        var scenario = Await(token => catalog.VerifyFixturesAsync(Api, Scenario, token));
        var write = ShouldProcess(Connection.BaseUrl.ToString(), "Create the fixtures that are missing");
        var options = new FixtureOptions
        {
            CreateMissing = CreateMissing,
            WhatIf = !write,
            ScenarioDescriptors = Scenario.Length == 0 ? [] : Check(() => catalog.DescriptorsOf(Scenario, keys)),
            Scenario = scenario,
        };
        var host = new CmdletJobHost(this);
        var news = new FixtureNews(host, fixture => host.Note(fixture.ToString()));
        var report = Await(token => news.TellAsync(told => FixtureSet.InitializeAsync(Api.GetResources(), keys, options, told, token)));
        ReadingNotes.Tell(WriteVerbose, Api.GetResources());
        WriteObject(report.Fixtures, enumerateCollection: true);
    }
}
