using System.Collections.Concurrent;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>Passes on machines' texts, with their names; a warning of several machines is a warning once, then a note.</summary>
/// <param name="host">Receives the texts.</param>
internal sealed class FleetVoice(IJobHost host)
{
    private readonly ConcurrentDictionary<string, string> _warned = new(StringComparer.Ordinal);

    /// <summary>Passes on one text of a machine.</summary>
    public void Say(string machine, MemberText text)
    {
        var line = $"{machine}: {text.Text}";
        if (text.Kind == MemberTextKind.Warning && _warned.TryAdd(text.Text, machine))
        {
            host.Warn(line);
        }
        else if (text.Kind == MemberTextKind.Detail)
        {
            host.Detail(line);
        }
        else
        {
            host.Note(line);
        }
    }
}
