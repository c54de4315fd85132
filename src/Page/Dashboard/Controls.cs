using System.Globalization;
using System.Text.Json;

namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>Changes that a page can make to a run: to its load, and its graceful end.</summary>
internal sealed class Controls(IShownLoad load)
{
    /// <summary>Changes the load as a posted text asks.</summary>
    /// <returns>The status and a message.</returns>
    public (int Status, string Message) Change(string body)
    {
        if (load.StopReason != StopReason.None)
        {
            return (409, "The run has ended.");
        }

        if (load.MostLoad is not { } most)
        {
            return (409, "The load of several machines keeps to its plan. It can be stopped.");
        }

        var open = load.Plan.LoadModel == "Open";
        if (Read(body) is not { } target
            || !double.IsFinite(target)
            || target < 0
            || target > most
            || (!open && target % 1 != 0))
        {
            return (400, open
                ? Text($"Give batches per second, 0 to {most:0.###}.")
                : Text($"Give a whole number of clients, 0 to {most:0}."));
        }

        load.ChangeLoad(target);
        return (
            200,
            Text($"Asked for {target:0.###} {(open ? "batches per second" : target == 1 ? "client" : "clients")}."));
    }

    /// <summary>Ends the run: nothing more is sent, and batches under way get their time.</summary>
    public (int Status, string Message) Stop()
    {
        if (load.StopReason != StopReason.None)
        {
            return (409, "The run has ended.");
        }

        load.Stop();
        return (200, "Stopping: batches under way get their time.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, DashboardJsonContext.Default.LoadRequest)?.Target;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
