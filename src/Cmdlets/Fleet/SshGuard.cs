using System.Management.Automation.Runspaces;
using System.Reflection;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Keeps the death of a machine from taking the controller with it. When the process at the other end of an SSH session dies while a
/// pipeline takes input, PowerShell (seen with 7.6.9) sends the end of the input into the broken pipe as it handles the loss. The
/// exception either leaves the session Opened for ever, or is thrown on a thread of PowerShell's own and ends the whole process. So
/// writes into a broken pipe are dropped; the session's other thread has seen the loss already.
/// </summary>
/// <remarks>Where another PowerShell is built otherwise, the names below are not found, and nothing is changed.</remarks>
internal static class SshGuard
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly string[] Way = ["RunspacePool", "RemoteRunspacePoolInternal", "DataStructureHandler", "TransportManager"];

    /// <summary>Guards a session's runspace; of no effect on sessions by other ways than SSH.</summary>
    public static void Set(Runspace runspace)
    {
        object? transport = runspace;
        foreach (var step in Way)
        {
            transport = transport is null ? null : PropertyOf(transport.GetType(), step)?.GetValue(transport);
        }

        var input = Field(transport, "_stdInWriter");
        var messages = Field(transport, "_messageWriter");
        if (input?.GetValue(transport) is StreamWriter writer and not ForgivingWriter
            && messages?.GetValue(transport) is { } sender
            && Field(sender, "_writer") is { } target && target.GetValue(sender) == writer)
        {
            var forgiving = new ForgivingWriter(writer);
            input.SetValue(transport, forgiving);
            target.SetValue(sender, forgiving);
        }
    }

    /// <summary>A base class's property of the same name is not the one that is meant.</summary>
    private static PropertyInfo? PropertyOf(Type type, string name) =>
        Array.Find(type.GetProperties(Any), property => property.Name == name);

    /// <summary>A field, of a base class too.</summary>
    private static FieldInfo? Field(object? owner, string name)
    {
        for (var type = owner?.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetField(name, Any | BindingFlags.DeclaredOnly) is { } field)
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>Writes lines through another writer, until its reader is gone.</summary>
    private sealed class ForgivingWriter(StreamWriter writer) : StreamWriter(Stream.Null)
    {
        public override void WriteLine(string? value) => Try(() => writer.WriteLine(value));

        public override void Flush() => Try(writer.Flush);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                Try(writer.Dispose);
            }

            base.Dispose(disposing);
        }

        private static void Try(Action write)
        {
            try
            {
                write();
            }
            catch (IOException)
            {
                // the process at the other end is gone
            }
        }
    }
}
