using System.Collections;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>The parameters of every cmdlet that has to do with fixtures.</summary>
internal interface IFixtureParameters
{
    /// <summary>The education agency under which everything lies; 0 where it was not given.</summary>
    long LocalEducationAgencyId { get; }

    /// <summary>The school year of session and sections; 0 where it was not given.</summary>
    int SchoolYear { get; }

    /// <summary>Other natural keys by name.</summary>
    Hashtable FixtureKey { get; }
}
