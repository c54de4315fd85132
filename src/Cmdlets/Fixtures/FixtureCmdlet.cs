using System.Collections;
using System.Management.Automation;
using EdFi.BatchPerf.Documents.Fixtures;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>What the fixture cmdlets have in common: which fixtures they mean.</summary>
public abstract class FixtureCmdlet : ConnectedCmdlet
{
    /// <summary>The education agency under which everything lies; PERF_LOCAL_EDUCATION_ORGANIZATION_ID or 255901 when not given.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long LocalEducationAgencyId { get; set; }

    /// <summary>The school year of session and sections.</summary>
    [Parameter]
    [ValidateRange(1900, 2100)]
    public int SchoolYear { get; set; }

    /// <summary>Other natural keys of the fixtures by name, for example @{ SchoolId = 255901044; ClassPeriodName = '02' }.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FixtureKeyCompleter))]
    public Hashtable FixtureKey { get; set; } = [];

    internal FixtureKeys Keys(params BatchFixture[] fixtures) => FixtureKeyReader.Read(FixtureKey, LocalEducationAgencyId, SchoolYear, fixtures);
}
