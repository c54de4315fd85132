using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Get-BatchScenario: what can be run.</summary>
[Cmdlet(VerbsCommon.Get, "BatchScenario")]
[OutputType(typeof(BatchScenario))]
public sealed class GetBatchScenarioCommand : BatchCmdlet
{
    /// <summary>Scenarios by the harness's class name, a short name or the resource; all when not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ScenarioCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Scenario templates: JSON files or folders of them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ScenarioPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var catalog = Check(() => Catalogs.Load(ScenarioPath, FilePath));
        WriteObject(Name.Length == 0 ? catalog.Scenarios : Check(() => catalog.Resolve(Name)), enumerateCollection: true);
    }
}
