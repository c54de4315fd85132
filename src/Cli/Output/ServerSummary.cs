using System.Globalization;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>Writes the run's costs on the server, where they were measured.</summary>
internal static class ServerSummary
{
    private static readonly TextColumn[] Header =
    [
        new("Server"), new("Total", 3), new("Per second", 5), new("Per operation"), new("Per batch", 6), new("Mean", 4), new("Max", 7),
    ];

    public static void Write(TextWriter output, int? width, BatchRun run)
    {
        var costs = run.ServerCosts;
        if (costs.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("What the server spent, per committed operation "
            + $"({costs[0].Operations.ToString("#,0", CultureInfo.InvariantCulture)} of them); the work of others is in it.");
        output.WriteLine();
        TextTable.Write(output, width, Header, [.. costs.Select(Row)]);
    }

    private static string[] Row(ServerCost cost) =>
    [
        cost.Source + " " + cost.Name, Number(cost.Total, "#,0.##"), Number(cost.PerSecond, "#,0.##"),
        Number(cost.PerOperation, "#,0.####"), Number(cost.PerBatch, "#,0.###"),
        Number(cost.Mean, "#,0.##"), Number(cost.Max, "#,0.##"),
    ];

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
