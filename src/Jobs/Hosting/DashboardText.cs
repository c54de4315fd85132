namespace EdFi.BatchPerf.Jobs.Hosting;

/// <summary>Texts about a dashboard for the operator.</summary>
internal static class DashboardText
{
    /// <summary>The danger of passing its address on; without a period.</summary>
    public const string Danger = "anyone who knows this address can change the load and stop the run";

    /// <summary>Where it is.</summary>
    public static string Of(Uri address) => $"Dashboard: {address}";
}
