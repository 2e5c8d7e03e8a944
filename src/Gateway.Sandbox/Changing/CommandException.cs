namespace Gateway.Sandbox.Changing;

/// <summary>A command that cannot be carried out. Thrown only below <see cref="SandboxWorld.Apply"/>, which turns it into a value.</summary>
internal sealed class CommandException(string message) : Exception(message);
