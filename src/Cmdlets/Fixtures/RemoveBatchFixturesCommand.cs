using System.Collections;
using System.Management.Automation;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Remove-BatchFixtures: deletes the shared parents in reverse order.</summary>
[Cmdlet(VerbsCommon.Remove, "BatchFixtures", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Remove-BatchFixture")]
[OutputType(typeof(BatchFixture))]
public sealed class RemoveBatchFixturesCommand : ConnectedCmdlet, IFixtureParameters
{
    /// <summary>Removes the education agency too, if it bears the name that Initialize-BatchFixtures gives.</summary>
    [Parameter]
    public SwitchParameter IncludeAgency { get; set; }

    /// <summary>Skips confirmation.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

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

    /// <summary>Templates, JSON files or folders of them, whose fixtures are removed, too.</summary>
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
        var names = Check(() => FixtureSet.Names(keys, IncludeAgency, scenario));
        var write = (Force && !WhatIfGiven)
            || ShouldProcess(
                Connection.BaseUrl.ToString(),
                "Delete the fixtures, also those of another origin if they are as Initialize-BatchFixtures makes them: "
                    + $"{string.Join(", ", names)}");
        var options = new FixtureOptions { IncludeAgency = IncludeAgency, WhatIf = !write, Scenario = scenario };
        var progress = new Told<BatchFixture>(fixture => Post(() => WriteVerbose(fixture.ToString())));
        var removed = Await(token => FixtureSet.RemoveAsync(Api.GetResources(), keys, options, progress, token));
        ReadingNotes.Tell(WriteVerbose, Api.GetResources());
        WriteObject(removed, enumerateCollection: true);
    }
}
