using System.Text;
using EdFi.BatchPerf.Page.Report;

namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>Answers requests that showed the token: the page, its events, and changes of the run.</summary>
internal sealed class Answers(RunFeed feed, Func<IShownLoad?> running, TimeProvider time)
{
    private const int LongestBody = 1024;
    private static readonly TimeSpan BeginPatience = TimeSpan.FromSeconds(1);

    /// <summary>Answers one request.</summary>
    /// <param name="wanted">Path of the request behind the token.</param>
    /// <param name="head">The request.</param>
    /// <param name="response">Takes the answer.</param>
    /// <param name="readBody">Reads the body; null where it does not come.</param>
    /// <param name="closing">Ends waiting.</param>
    public async Task GiveAsync(
        string wanted,
        RequestHead head,
        Response response,
        Func<Task<ReadOnlyMemory<byte>?>> readBody,
        CancellationToken closing)
    {
        if (head.Method == "GET" && head.BodyLength > 0)
        {
            await response.SayAsync(400, "A GET has no body.", closing);
        }
        else if (!await HasBegunAsync(closing) || running() is not { } load || feed.Current is not { } pulse)
        {
            await response.SayAsync(503, "The run has not begun yet.", closing);
        }
        else
        {
            var controls = new Controls(load);
            await ((head.Method, wanted) switch
            {
                ("GET", "") => PageAsync(pulse, response, closing),
                ("GET", "events") => new Viewer(response).WatchAsync(feed, closing),
                ("POST", "load") => ControlAsync(controls.Change, head, response, readBody, closing),
                ("POST", "stop") => ControlAsync(_ => controls.Stop(), head, response, readBody, closing),
                (_, "" or "events" or "load" or "stop") => response.SayAsync(405, "Pages and events are got; changes are posted.", closing),
                _ => response.SayAsync(404, "There is nothing here.", closing),
            });
        }
    }

    /// <summary>The address is shown a moment before the run begins: earlier requests wait.</summary>
    private async Task<bool> HasBegunAsync(CancellationToken closing)
    {
        try
        {
            await feed.First.WaitAsync(BeginPatience, time, closing);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static async Task PageAsync(Pulse pulse, Response response, CancellationToken closing)
    {
        using var page = new MemoryStream();
        HtmlPage.Write(page, await pulse.DocumentAsync(), new ReportFindings(), PageParts.Embedded, live: true);
        var policy = $"Content-Security-Policy: {HtmlPage.Policy(PageParts.Embedded, live: true)}; frame-ancestors 'none'";
        await response.SendAsync(200, "text/html; charset=utf-8", page.ToArray(), closing, policy);
    }

    /// <summary>A form of a page elsewhere cannot post JSON without asking first, and is not answered when it asks.</summary>
    private static async Task ControlAsync(
        Func<string, (int Status, string Message)> act, RequestHead head, Response response, Func<Task<ReadOnlyMemory<byte>?>> readBody,
        CancellationToken closing)
    {
        var (status, message) =
            head.ContentType?.StartsWith(
                "application/json",
                StringComparison.OrdinalIgnoreCase) != true ? (415, "application/json is needed.")
            : head.BodyLength >= LongestBody ? (413, "That is too long.")
            : await readBody() is { } body ? act(Encoding.UTF8.GetString(body.Span))
            : (408, "The body did not come in time.");
        await response.SayAsync(status, message, closing);
    }
}
