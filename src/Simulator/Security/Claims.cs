using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.Problems;
using EdFi.BatchPerf.Simulator.Schema;

namespace EdFi.BatchPerf.Simulator.Security;

/// <summary>Names the actions that the API client may not take, as the claim sets of the transcripts do.</summary>
internal static class Claims
{
    private static readonly string[] Bootstrap = ["schoolYearTypes", "localEducationAgencies", "schools"];

    /// <summary>The refusal of an action, or null where it is allowed.</summary>
    public static Problem? Refusal(SimulatorOptions options, ResourceDefinition resource, ResourceAction action)
    {
        var allowed = options.ClaimSet switch
        {
            ClaimSet.NoFurther => resource.Name != "locations",
            ClaimSet.Bootstrap => resource.IsDescriptor || Bootstrap.Contains(resource.Name),
            _ => true,
        };
        if (!allowed || (options.NoClaim.Length > 0 && IsNamed(options.NoClaim, resource)))
        {
            return KnownProblems.NoClaim();
        }

        var readOnly = (options.ClaimSet == ClaimSet.Sandbox && resource.Name == "schoolYearTypes")
            || (options.Forbid.Length > 0 && IsNamed(options.Forbid, resource));
        return readOnly && action != ResourceAction.Read
            ? KnownProblems.ActionDenied(NameOf(options.ClaimSet), action.ToString(), resource.Entity)
            : null;
    }

    private static bool IsNamed(string names, ResourceDefinition resource) =>
        names.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Any(
                name => name.Equals(resource.Name, StringComparison.OrdinalIgnoreCase) || (name == "descriptors" && resource.IsDescriptor));

    private static string NameOf(ClaimSet claimSet) => claimSet switch
    {
        ClaimSet.Sandbox => "EdFiSandbox",
        ClaimSet.NoFurther => "E2E-NoFurtherAuthRequiredClaimSet",
        ClaimSet.Bootstrap => "BootstrapDescriptorsandEdOrgs",
        _ => "Full",
    };
}
