using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>The parameters of everything that writes a scenario's documents: templates, and the fixtures that they stand on.</summary>
public abstract class DocumentWritingCmdlet : FixtureCmdlet
{
    /// <summary>Scenario templates: JSON files or folders of them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ScenarioPath { get; set; } = [];

    /// <summary>Fixtures from Initialize-BatchFixtures; without them they are created or found first.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public BatchFixture[] Fixture { get; set; } = [];

    /// <summary>Creates missing prerequisites of the fixtures, as far as the claim set allows.</summary>
    [Parameter]
    public SwitchParameter CreateMissing { get; set; }
}
